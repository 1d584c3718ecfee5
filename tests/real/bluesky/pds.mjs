// A server of accounts and the directory that names them, each with an empty folder or memory.
import { createRequire } from 'node:module'
import path from 'node:path'

export const required = createRequire(path.join(process.cwd(), 'package.json'))
const plc = required('@did-plc/server')
const pds = required('@atproto/pds')
const { Secp256k1Keypair } = required('@atproto/crypto')

export async function startDirectory(wanted) {
  const directory = plc.PlcServer.create({ db: plc.Database.mock(), port: wanted.directoryPort })
  await directory.start()
  return directory
}

// `appView` is where the network at large is asked, and by which name it goes.
export async function startPds(wanted, appView) {
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
    bskyAppViewUrl: appView.url,
    bskyAppViewDid: appView.did,
    disableSsrfProtection: true,
    crawlers: [],
  }
  const server = await pds.PDS.create(pds.envToCfg(settings), pds.envToSecrets(settings))
  await server.start()
  return server
}

export function ready(stop) {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, async () => {
      await stop()
      process.exit(0)
    })
  }
  console.log(JSON.stringify({ ready: true }))
}
