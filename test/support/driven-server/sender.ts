import { connect, type Socket } from 'node:net';

/** One batch and the address it comes from. */
export interface Sent {
  readonly from: string;
  readonly body: string;
}

/** How many batches were answered, by status; 0 stands for a connection that ended. */
export type Answers = ReadonlyMap<number, number>;

const CONNECTIONS = 16;

/** Requests under way on each connection, one behind the other. */
const PIPELINED = 16;

const HEAD_END = '\r\n\r\n';

function requestOf({ from, body }: Sent): string {
  return (
    `POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
    `X-Forwarded-For: ${from}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Takes whole answers off the front of a text. @returns their statuses and what is left */
function takeAnswers(text: string): {
  readonly statuses: readonly number[];
  readonly rest: string;
} {
  const statuses: number[] = [];
  let at = 0;
  for (;;) {
    const end = text.indexOf(HEAD_END, at);
    if (end < 0) break;
    const head = text.slice(at, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (text.length < end + HEAD_END.length + length) break;
    statuses.push(Number(head.slice(9, 12)));
    at = end + HEAD_END.length + length;
  }
  return { statuses, rest: text.slice(at) };
}

/** Sends one lane of batches over one connection. */
function sendLane(socket: Socket, lane: readonly Sent[], count: (status: number) => void) {
  return new Promise<void>((resolve) => {
    let next = 0;
    let open = 0;
    let held = '';
    const end = () => {
      socket.off('data', onData).off('close', onClose);
      resolve();
    };
    const onClose = () => {
      for (let left = open + lane.length - next; left > 0; left -= 1) count(0);
      end();
    };
    const fill = () => {
      let requests = '';
      while (open < PIPELINED && next < lane.length) {
        const sent = lane[next];
        if (sent !== undefined) requests += requestOf(sent);
        next += 1;
        open += 1;
      }
      if (requests !== '') socket.write(requests, 'latin1');
      else if (open === 0) end();
    };
    const onData = (chunk: Buffer) => {
      const { statuses, rest } = takeAnswers(held + chunk.toString('latin1'));
      held = rest;
      open -= statuses.length;
      for (const status of statuses) count(status);
      fill();
    };
    socket.on('data', onData).on('close', onClose);
    fill();
  });
}

/** A sender of many batches over a few kept connections, as a proxy does. Bodies are ASCII. */
export function createSender(port: number) {
  const sockets = Array.from({ length: CONNECTIONS }, () =>
    connect({ port, host: '127.0.0.1', noDelay: true }).on('error', () => undefined),
  );
  return {
    async send(batches: readonly Sent[]): Promise<Answers> {
      const answers = new Map<number, number>();
      const count = (status: number) => answers.set(status, (answers.get(status) ?? 0) + 1);
      const lanes = sockets.map((socket, index) =>
        sendLane(
          socket,
          batches.filter((_, at) => at % CONNECTIONS === index),
          count,
        ),
      );
      await Promise.all(lanes);
      return answers;
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
