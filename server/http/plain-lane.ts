import type { Socket } from 'node:net';
import { answerHead } from './answer-text.ts';
import type { Answer, Handler, PlainRequest } from './plain.ts';
import { type BusyRoute, type PlainBytes, readPlainRequest } from './read-plain-request.ts';
import { createRefusalPace, type RefusalPace } from './refusal-pace.ts';

/** Requests of one connection that may be under way before no more is read from it. */
const MOST_UNDER_WAY = 64;

/** Bytes that may wait for a slow reader before no more is read from it. */
const MOST_UNREAD_BYTES = 65_536;

/** Who has sent a part of a request, or nothing yet, is after this time Node's to wait for. Milliseconds. */
const PATIENCE_MS = { part: 1_000, nothing: 5_000 } as const;

/** Each piece costs a look at all before it: what comes in more than these is Node's to put together. */
const MOST_PIECES = 16;

const LOOK_EVERY_MS = 1_000;

/** Over a new connection the first request is about to come for this time. Milliseconds. */
const NEW_MS = 500;

/** What is answered at once with this is turned away unread. */
const BUSY = 503;

const HEAD_END = '\r\n\r\n';

export interface LaneOptions {
  readonly routes: Readonly<Record<BusyRoute, Handler>>;
  /** Takes over a connection, with all that was read of it put back. */
  readonly handOver: (socket: Socket) => void;
  /** Answers a request that ended too early, and ends the connection. */
  readonly answerBroken: (socket: Socket) => void;
  /** Told when a sender went away in the middle of a report. */
  readonly onLost: () => void;
  /** An idle connection is closed after this time. Milliseconds. */
  readonly keepAliveMs: number;
}

export interface Lane {
  /** Takes a new connection. */
  take(socket: Socket): void;
  /** Closes the connections on which nothing is under way. */
  closeIdle(): void;
  /** Closes all connections. */
  closeAll(): void;
  /** Looks at no connection's patience any more. */
  stop(): void;
}

/** A request under way, in the order in which they came. */
interface Place {
  answer: Answer | null;
}

function requestOf({ headers, body }: PlainBytes, peer: string | undefined): PlainRequest {
  return {
    header: (name) => headers.get(name),
    param: () => undefined,
    peer,
    bytes: body,
    body: async () => body,
  };
}

/** One connection, for as long as only the busiest requests in their plainest form come over it. */
class PlainConnection {
  readonly #socket: Socket;
  readonly #options: LaneOptions;
  readonly #pace: RefusalPace;
  readonly #leave: () => void;
  readonly #peer: string | undefined;
  readonly #underWay: Place[] = [];
  /** Read, but no whole request yet. */
  #held: Buffer | null = null;
  /** So often it was continued. */
  #pieces = 0;
  /** Waits in line to turn a request away. */
  #refusal: (() => void) | null = null;
  #isFresh = true;
  #isReading = true;
  /** The other end has said all. */
  #isEnding = false;
  /** An answer was the last one, or the connection is gone. */
  #isClosed = false;
  #mustHandOver = false;
  /** What waits to be handed over is the beginning of a report that did not go on. */
  #isCut = false;
  #lastAt = performance.now();

  constructor(socket: Socket, options: LaneOptions, pace: RefusalPace, leave: () => void) {
    this.#socket = socket;
    this.#options = options;
    this.#pace = pace;
    this.#leave = leave;
    this.#peer = socket.remoteAddress;
    socket.on('data', this.#onData).on('end', this.#onEnd).on('drain', this.#goOn);
    socket.on('error', this.#onError).on('close', this.#onClose);
  }

  readonly #onData = (chunk: Buffer) => {
    if (!this.#isClosed)
      this.#read(this.#held === null ? chunk : Buffer.concat([this.#held, chunk]));
  };
  readonly #onEnd = () => {
    this.#isEnding = true;
    this.#settle();
  };
  readonly #onError = () => void this.#socket.destroy();
  readonly #onClose = () => {
    this.#isClosed = true;
    if (this.#refusal !== null) this.#pace.drop(this.#refusal);
    if (this.#isCut || this.#held?.includes(HEAD_END)) this.#options.onLost();
    this.#leave();
  };
  readonly #goOn = () => {
    if (!this.#isReading) this.#settle();
  };

  /** Whether nothing is under way, nor about to come over a new connection. */
  isIdle(now: number): boolean {
    if (this.#underWay.length > 0 || this.#held !== null || !this.#isReading) return false;
    return !this.#isFresh || now - this.#lastAt >= NEW_MS;
  }

  /** Ends what has been silent for too long. */
  look(now: number): void {
    const silent = now - this.#lastAt;
    const patience = PATIENCE_MS[this.#held === null ? 'nothing' : 'part'];
    if (this.#isReading && !this.#isEnding && (this.#isFresh || this.#held !== null)) {
      if (silent < patience) return;
      this.#isCut = this.#held?.includes(HEAD_END) ?? false;
      this.#handOverSoon();
    } else if (this.#underWay.length === 0 && silent >= this.#options.keepAliveMs) {
      this.#socket.destroy();
    }
  }

  #read(bytes: Buffer): void {
    const isContinued = this.#held !== null;
    this.#held = null;
    let at = 0;
    let found = 0;
    // Answers that are ready at once go out together.
    this.#socket.cork();
    while (at < bytes.length) {
      if (this.#isFull()) {
        this.#isReading = false;
        break;
      }
      const request = readPlainRequest(bytes, at);
      if (request === 'other') this.#mustHandOver = true;
      if (typeof request === 'string') break;
      at = request.end;
      found += 1;
      this.#answer(request);
      if (this.#isClosed) at = bytes.length;
    }
    this.#socket.uncork();
    if (found > 0) this.#isFresh = false;
    if (at < bytes.length) this.#held = at === 0 ? bytes : bytes.subarray(at);
    if (found > 0 || !isContinued) {
      // Patience begins with the first bytes of a request.
      this.#lastAt = performance.now();
      this.#pieces = 0;
    } else {
      this.#pieces += 1;
      if (this.#pieces >= MOST_PIECES && this.#held !== null) this.#mustHandOver = true;
    }
    if (!this.#isReading) this.#putBack();
    if (this.#mustHandOver) this.#handOverSoon();
  }

  /** Reads no more. What is left goes back to the socket, which then does not tell of the end before it. */
  #putBack(): void {
    this.#socket.pause();
    if (this.#held !== null) this.#socket.unshift(this.#held);
    this.#held = null;
  }

  #isFull(): boolean {
    return (
      this.#refusal !== null ||
      this.#underWay.length >= MOST_UNDER_WAY ||
      this.#socket.writableLength > MOST_UNREAD_BYTES
    );
  }

  #answer(request: PlainBytes): void {
    const given = this.#options.routes[request.route](requestOf(request, this.#peer));
    if (!(given instanceof Promise)) {
      if (given.status === BUSY) this.#refuse(given);
      else if (this.#underWay.length === 0) this.#write(given);
      else this.#underWay.push({ answer: given });
      return;
    }
    const place: Place = { answer: null };
    this.#underWay.push(place);
    given.then((answer) => {
      place.answer = answer;
      if (this.#underWay[0] === place) this.#settle();
    });
  }

  /** Turns a request away in its turn among those of all connections; until then no more is read. */
  #refuse(answer: Answer): void {
    const place: Place = { answer: null };
    this.#underWay.push(place);
    this.#refusal = () => {
      this.#refusal = null;
      place.answer = answer;
      if (this.#underWay[0] === place) this.#settle();
    };
    this.#pace.take(this.#refusal);
  }

  /** Sends what is ready, in order, and goes on with what had to wait for it. */
  #settle(): void {
    while (this.#underWay[0]?.answer) {
      const { answer } = this.#underWay.shift() as { answer: Answer };
      this.#write(answer);
    }
    if (this.#isClosed) return;
    if (this.#mustHandOver) {
      this.#handOverSoon();
      return;
    }
    if (!this.#isReading && !this.#isFull()) {
      this.#isReading = true;
      this.#socket.resume();
    }
    if (!this.#isEnding || this.#underWay.length > 0) return;
    if (this.#held === null) this.#socket.destroySoon();
    else this.#options.answerBroken(this.#socket);
  }

  #write(answer: Answer): void {
    const socket = this.#socket;
    if (!socket.writable) return;
    const { body } = answer;
    const head = answerHead(answer, this.#options.keepAliveMs / 1000, Date.now());
    if (typeof body === 'string') {
      socket.write(head + body, 'utf8');
    } else {
      socket.write(head, 'latin1');
      if (body !== null) socket.write(body);
    }
    this.#lastAt = performance.now();
    if (answer.headers.Connection !== 'close') return;
    this.#isClosed = true;
    this.#underWay.length = 0;
    this.#held = null;
    socket.destroySoon();
  }

  /** Gives the connection to Node's server once what came before is answered. */
  #handOverSoon(): void {
    const socket = this.#socket;
    this.#mustHandOver = true;
    this.#putBack();
    if (this.#underWay.length > 0 || socket.destroyed) return;
    socket.off('data', this.#onData).off('end', this.#onEnd).off('drain', this.#goOn);
    socket.off('error', this.#onError).off('close', this.#onClose);
    this.#leave();
    this.#options.handOver(socket);
    socket.resume();
  }
}

/**
 * The short way for the two busiest requests: their bytes are recognised and answered right on the
 * connection, at a third of what Node's server takes. A connection on which anything else comes is
 * handed over to Node's server for good.
 */
export function createLane(options: LaneOptions): Lane {
  const connections = new Map<Socket, PlainConnection>();
  const pace = createRefusalPace();
  const look = setInterval(() => {
    const now = performance.now();
    for (const connection of connections.values()) connection.look(now);
  }, LOOK_EVERY_MS);
  look.unref();
  return {
    take(socket) {
      const leave = () => void connections.delete(socket);
      connections.set(socket, new PlainConnection(socket, options, pace, leave));
    },
    closeIdle() {
      const now = performance.now();
      for (const [socket, connection] of connections) {
        if (connection.isIdle(now) && !socket.writableEnded) socket.destroySoon();
      }
    },
    closeAll() {
      for (const socket of connections.keys()) socket.destroy();
    },
    stop() {
      clearInterval(look);
      pace.stop();
    },
  };
}
