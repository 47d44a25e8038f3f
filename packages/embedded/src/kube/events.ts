import type { KubeRest } from './rest.ts';
import type { KubeObject } from './watch.ts';

export type EventType = 'Normal' | 'Warning';

/** What an event is about. */
export interface Subject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly fieldPath?: string;
}

interface Counted {
  readonly name: string;
  readonly namespace: string;
  readonly firstTimestamp: string;
  readonly count: number;
  readonly at: number;
}

const REPEAT_WINDOW_MS = 600_000;

/** Who reports: a component, and the host it stands on. */
export interface Reporter {
  readonly component: string;
  readonly host?: string;
}

/** Tells people by Kubernetes events; the same event again only raises its count. */
export class EventRecorder {
  readonly #rest: KubeRest;
  readonly #reporter: Reporter;
  readonly #counted = new Map<string, Counted>();
  #queue: Promise<void> = Promise.resolve();
  #serial = 0;

  constructor(rest: KubeRest, reporter: Reporter) {
    this.#rest = rest;
    this.#reporter = reporter;
  }

  /** An event on an object. */
  on(subject: Subject, type: EventType, reason: string, message: string): void {
    this.#enqueue(subject, type, reason, message);
  }

  /** An event on a pod, or on one of its containers where a field path is given. */
  pod(
    pod: KubeObject,
    type: EventType,
    reason: string,
    message: string,
    fieldPath?: string,
  ): void {
    const { namespace, name, uid } = pod.metadata ?? {};
    const subject: Subject = {
      kind: 'Pod',
      apiVersion: 'v1',
      namespace,
      name,
      uid,
      fieldPath,
    };
    this.#enqueue(subject, type, reason, message);
  }

  /** An event on the node. */
  node(name: string, type: EventType, reason: string, message: string): void {
    this.#enqueue(
      { kind: 'Node', apiVersion: 'v1', name, uid: name },
      type,
      reason,
      message,
    );
  }

  #enqueue(subject: Subject, type: EventType, reason: string, message: string) {
    this.#queue = this.#queue
      .then(() => this.#send(subject, type, reason, message.slice(0, 1024)))
      .catch(() => {
        // Events are a courtesy: a lost one must not hold up the pod.
      });
  }

  async #send(
    subject: Subject,
    type: EventType,
    reason: string,
    message: string,
  ) {
    const key = JSON.stringify([subject, type, reason, message]);
    const now = Date.now();
    const known = this.#counted.get(key);
    if (known && now - known.at < REPEAT_WINDOW_MS) {
      await this.#repeat(key, known, now);
    } else {
      await this.#create(key, subject, type, reason, message, now);
    }
    this.#sweep(now);
  }

  async #repeat(key: string, known: Counted, now: number) {
    const count = known.count + 1;
    this.#counted.set(key, { ...known, count, at: now });
    await this.#rest.json(
      `/api/v1/namespaces/${known.namespace}/events/${known.name}`,
      {
        method: 'PATCH',
        contentType: 'application/strategic-merge-patch+json',
        body: { count, lastTimestamp: new Date(now).toISOString() },
      },
    );
  }

  async #create(
    key: string,
    subject: Subject,
    type: EventType,
    reason: string,
    message: string,
    now: number,
  ) {
    const namespace = subject.namespace ?? 'default';
    this.#serial += 1;
    const name = `${subject.name}.${now.toString(16)}${this.#serial.toString(
      16,
    )}`;
    const firstTimestamp = new Date(now).toISOString();
    this.#counted.set(key, {
      name,
      namespace,
      firstTimestamp,
      count: 1,
      at: now,
    });
    await this.#rest.json(`/api/v1/namespaces/${namespace}/events`, {
      method: 'POST',
      body: {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name, namespace },
        involvedObject: subject,
        type,
        reason,
        message,
        source: this.#reporter,
        reportingComponent: this.#reporter.component,
        reportingInstance: this.#reporter.host ?? this.#reporter.component,
        firstTimestamp,
        lastTimestamp: firstTimestamp,
        count: 1,
      },
    });
  }

  #sweep(now: number) {
    for (const [key, { at }] of this.#counted) {
      if (now - at > REPEAT_WINDOW_MS) {
        this.#counted.delete(key);
      }
    }
  }

  /** Resolves when everything told so far has been sent. */
  flushed(): Promise<void> {
    return this.#queue;
  }
}
