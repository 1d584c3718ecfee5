// Keeps servers on this machine: one that names no host would listen on every interface.
const { Server } = require('node:net')
const listenAnywhere = Server.prototype.listen

Server.prototype.listen = function (where, ...more) {
  if (typeof where === 'object' && where !== null && where.port !== undefined && !where.host) {
    return listenAnywhere.call(this, { ...where, host: '127.0.0.1' }, ...more)
  }
  const isPort = typeof where === 'number' || /^\d+$/.test(String(where))
  const host = isPort && typeof more[0] !== 'string' ? ['127.0.0.1'] : []
  return listenAnywhere.call(this, where, ...host, ...more)
}
