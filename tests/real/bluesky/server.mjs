// Starts Bluesky's own server with an empty folder and a directory of accounts in memory.
// Ports, folder and secrets come as one JSON argument; it says {"ready":true} and stops at SIGTERM.
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(path.join(process.cwd(), 'package.json'))
const plc = require('@did-plc/server')
const pds = require('@atproto/pds')
const { Secp256k1Keypair } = require('@atproto/crypto')

const wanted = JSON.parse(process.argv[2])
const directory = plc.PlcServer.create({ db: plc.Database.mock(), port: wanted.directoryPort })
await directory.start()

const rotation = await Secp256k1Keypair.create({ exportable: true })
const recovery = await Secp256k1Keypair.create()
const settings = {
  devMode: true,
  port: wanted.port,
  hostname: 'localhost',
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  dataDirectory: path.join(wanted.folder, 'data'),
  blobstoreDiskLocation: path.join(wanted.folder, 'blobs'),
  jwtSecret: wanted.secret,
  adminPassword: wanted.adminPassword,
  plcRotationKeyK256PrivateKeyHex: Buffer.from(await rotation.export()).toString('hex'),
  recoveryDidKey: recovery.did(),
  didPlcUrl: `http://localhost:${wanted.directoryPort}`,
  bskyAppViewUrl: 'http://localhost:9', // nobody answers there: the network at large is away
  bskyAppViewDid: 'did:example:away',
  disableSsrfProtection: true,
  crawlers: [],
}
const server = await pds.PDS.create(pds.envToCfg(settings), pds.envToSecrets(settings))
await server.start()
console.log(JSON.stringify({ ready: true }))

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    await server.destroy()
    await directory.destroy()
    process.exit(0)
  })
}
