// Starts the whole of Bluesky's network: directory, server of accounts, and the AppView that counts.
// Ports, folder, database and secrets come as one JSON argument; it says {"ready":true} and stops
// at SIGTERM. Left out: moderation, search, videos, and the cache, which the AppView does without.
import { required, ready, startDirectory, startPds } from './pds.mjs'

const bsky = required('@atproto/bsky')
const { Client } = required('@did-plc/lib')
const { Secp256k1Keypair } = required('@atproto/crypto')

const wanted = JSON.parse(process.argv[2])
const directoryUrl = `http://localhost:${wanted.directoryPort}`
const pdsUrl = `http://localhost:${wanted.port}`
const appViewUrl = `http://localhost:${wanted.appViewPort}`

const directory = await startDirectory(wanted)
const key = await Secp256k1Keypair.create()
const names = new Client(directoryUrl)
const did = await names.createDid({
  signingKey: key.did(), rotationKeys: [key.did()], handle: 'appview.test', pds: pdsUrl, signer: key,
})
await names.updateData(did, key, (told) => {
  told.services['bsky_notif'] = { type: 'BskyNotificationService', endpoint: appViewUrl }
  told.services['bsky_appview'] = { type: 'BskyAppView', endpoint: appViewUrl }
  return told
})

const place = { url: wanted.database, schema: 'appview' }
const setUp = new bsky.Database(place)
await setUp.migrateToLatestOrThrow()
await setUp.close()
const db = new bsky.Database({ ...place, poolSize: 10 })
const dataPlane = await bsky.DataPlaneServer.create(db, wanted.dataPlanePort, directoryUrl)
const privateSync = await bsky.MockBsync.create(db, wanted.bsyncPort)

// names under .test are in no name service: the server of accounts is asked for them
dataPlane.idResolver.handle.resolve = async (handle) => {
  const told = await fetch(`${pdsUrl}/xrpc/com.atproto.identity.resolveHandle?handle=${handle}`)
  return told.ok ? (await told.json()).did : undefined
}

const appView = bsky.BskyAppView.create({
  signingKey: key,
  config: new bsky.ServerConfig({
    version: 'unknown', port: wanted.appViewPort, publicUrl: appViewUrl, serverDid: did, alternateAudienceDids: [],
    didPlcUrl: directoryUrl, disableSsrfProtection: true,
    dataplaneUrls: [`http://localhost:${wanted.dataPlanePort}`], dataplaneHttpVersion: '1.1',
    bsyncUrl: `http://localhost:${wanted.bsyncPort}`, bsyncHttpVersion: '1.1',
    etcdHosts: [], adminPasswords: [wanted.adminPassword], modServiceDid: 'did:example:nobody', labelsFromIssuerDids: [],
    bigThreadUris: new Set(), maxThreadParents: 50, searchTagsHide: new Set(), threadTagsBumpDown: new Set(),
    threadTagsHide: new Set(), visibilityTagHide: '', visibilityTagRankPrefix: '', debugFieldAllowedDids: new Set(),
    draftsLimit: 500,
  }),
})
await appView.start()
const stream = new bsky.RepoSubscription({
  service: `ws://localhost:${wanted.port}`, db, idResolver: dataPlane.idResolver,
})
const pds = await startPds(wanted, { url: appViewUrl, did })
stream.start()

ready(async () => {
  await stream.destroy()
  await appView.destroy()
  await privateSync.destroy()
  await dataPlane.destroy()
  await pds.destroy()
  await db.close()
  await directory.destroy()
})
