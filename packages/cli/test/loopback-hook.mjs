// node --import: notes every address this process and its children of Node reach for, and lets none outside this
// machine through. The file to note them in is named by LOOPBACK_RECORD.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import process from 'node:process';

const own = new Set(['127.0.0.1', '::1', 'localhost']);

/** Notes the address; throws for one that is not of this machine. */
function pass(what, host) {
  appendFileSync(process.env.LOOPBACK_RECORD, `${JSON.stringify({ what, host })}\n`);
  if (!own.has(host)) {
    throw new Error(`not on this machine: ${what} ${host}`);
  }
}

/** Calls the original after a look at its arguments. */
function before(owner, name, look) {
  const original = owner[name];
  owner[name] = function (...args) {
    look(args);
    return original.apply(this, args);
  };
}

// Every TCP connection of Node, whoever makes it, goes through here; arguments may come ready-made in one array.
before(net.Socket.prototype, 'connect', (args) => {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const options =
    typeof first === 'object' ? first : { port: first, host: typeof second === 'string' ? second : undefined };
  if (options.path == null && !Number.isNaN(Number(options.port))) {
    pass('connect', options.host ?? 'localhost');
  }
});
before(net.Server.prototype, 'listen', ([first, second]) => {
  const options =
    typeof first === 'object' ? first : { port: first, host: typeof second === 'string' ? second : undefined };
  if (options?.path == null && options?.fd == null) {
    // Without a host it would be every interface.
    pass('listen', options?.host ?? '::');
  }
});
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.getOwnPropertyNames(owner).filter((each) => /^(lookup|reverse|resolve)/.test(each))) {
    before(owner, name, ([host]) => pass(name, String(host)));
  }
}
for (const name of ['send', 'connect', 'bind']) {
  before(dgram.Socket.prototype, name, () => pass(`udp ${name}`, 'anywhere'));
}
syncBuiltinESMExports();
