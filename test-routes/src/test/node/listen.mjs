// A Socket.IO client that tests drive by lines: node listen.mjs <url> <transport> <auth as JSON, or nothing>.
// It reads orders from its input, each a JSON array for emit, and prints what happens as JSON arrays, one a line.
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';

const [url, transport, auth] = process.argv.slice(2);
const say = (...what) => process.stdout.write(JSON.stringify(what) + '\n');

const socket = io(url, {
  transports: [transport],
  reconnection: false,
  ...(auth ? { auth: JSON.parse(auth) } : {}),
});
socket.on('connect', () => say('connect', socket.io.engine.transport.name));
socket.on('connect_error', (error) => say('connect_error', error.message, error.data ?? null));
socket.on('disconnect', (reason) => say('disconnect', reason));
socket.on('tel_event', (event) => say('tel_event', event));

const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => {
  const order = JSON.parse(line);
  socket.emit(...order, (answer) => say('answer', answer));
});
orders.on('close', () => socket.disconnect());
