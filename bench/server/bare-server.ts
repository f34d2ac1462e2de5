import { createServer } from 'node:http';

/**
 * The yardstick: Node's own HTTP server doing the least that could be called the same work. It parses
 * the body of a POST as JSON and answers 202; it answers a GET with fixed bytes.
 */
const accepted = Buffer.from('{"next":60}');

process.once('message', (fixed: string) => {
  const file = Buffer.from(fixed, 'base64');
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': file.byteLength,
      });
      response.end(file);
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString());
      response.writeHead(202, {
        'Content-Type': 'application/json',
        'Content-Length': accepted.byteLength,
      });
      response.end(accepted);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
});
