import { createHash } from 'node:crypto';
import { EventCorrelator, type Correlated } from './event-correlator.ts';
import { isKubeError, STRATEGIC_MERGE_PATCH, type KubeRest } from './rest.ts';
import type { KubeObject } from './watch.ts';

/** Longer messages are refused. */
const LONGEST = 1024;

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

interface Told {
  readonly subject: Subject;
  readonly type: EventType;
  readonly reason: string;
}

/** Who reports: a component, and the host it stands on. */
export interface Reporter {
  readonly component: string;
  readonly host?: string;
}

/** Tells people by Kubernetes events, no more often than client-go's recorder does. */
export class EventRecorder {
  readonly #rest: Pick<KubeRest, 'json'>;
  readonly #reporter: Reporter;
  readonly #correlator = new EventCorrelator();
  #queue: Promise<void> = Promise.resolve();

  constructor(rest: Pick<KubeRest, 'json'>, reporter: Reporter) {
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

  #enqueue(subject: Subject, type: EventType, reason: string, text: string) {
    const { fieldPath, ...whole } = subject;
    const seen = this.#correlator.see(
      {
        subject: JSON.stringify(whole),
        kind: JSON.stringify([fieldPath, type, reason]),
        message: text.slice(0, LONGEST),
      },
      Date.now(),
    );
    if (seen.dropped) return;
    const at = new Date().toISOString();
    this.#queue = this.#queue
      .then(() => this.#send({ subject, type, reason }, seen, at))
      .catch(() => {
        // Events are a courtesy: a lost one must not hold up the pod.
      });
  }

  /** One that was not told before, or is forgotten by now, is told anew with its count. */
  async #send(told: Told, seen: Correlated, at: string): Promise<void> {
    const namespace = told.subject.namespace ?? 'default';
    const path = `/api/v1/namespaces/${namespace}/events`;
    const name = nameOf(told.subject, seen);
    if (seen.count > 1) {
      const { count, message } = seen;
      try {
        await this.#rest.json(`${path}/${name}`, {
          method: 'PATCH',
          contentType: STRATEGIC_MERGE_PATCH,
          body: { count, message, lastTimestamp: at },
        });
        return;
      } catch (error) {
        if (!isKubeError(error, 404)) throw error;
      }
    }
    await this.#rest.json(path, {
      method: 'POST',
      body: {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name, namespace },
        involvedObject: told.subject,
        type: told.type,
        reason: told.reason,
        message: seen.message,
        source: this.#reporter,
        reportingComponent: this.#reporter.component,
        reportingInstance: this.#reporter.host ?? this.#reporter.component,
        firstTimestamp: new Date(seen.firstAt).toISOString(),
        lastTimestamp: at,
        count: seen.count,
      },
    });
  }

  /** Resolves when everything told so far has been sent. */
  flushed(): Promise<void> {
    return this.#queue;
  }
}

/** The same one for as long as it is the same event. */
function nameOf({ name }: Subject, { key, firstAt }: Correlated): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return `${name}.${firstAt.toString(16)}${digest}`;
}
