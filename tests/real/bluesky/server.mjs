// Starts Bluesky's own server with an empty folder and a directory of accounts in memory.
// Ports, folder and secrets come as one JSON argument; it says {"ready":true} and stops at SIGTERM.
import { ready, startDirectory, startPds } from './pds.mjs'

const wanted = JSON.parse(process.argv[2])
const directory = await startDirectory(wanted)
// nobody answers there: the network at large is away
const server = await startPds(wanted, { url: 'http://localhost:9', did: 'did:example:away' })

ready(async () => {
  await server.destroy()
  await directory.destroy()
})
