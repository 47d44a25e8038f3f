import type { ObjectsByEntityResponse } from '@backstage/plugin-kubernetes-common';
import { LRUCache } from 'lru-cache';
import { areTheSame } from './same';

const maxBytes = 16 * 1024 * 1024;

interface Told {
  /** All that is not an object of a cluster. */
  readonly frame: string;
  readonly objects: readonly object[];
  readonly text: Uint8Array;
}

/**
 * Texts of answers. Tabs ask again every ten seconds, and seldom is anything new: objects of
 * the cache never change, so that an answer of the very same objects says the same.
 */
export class AnswerTexts {
  readonly #told = new LRUCache<string, Told>({
    maxSize: maxBytes,
    sizeCalculation: ({ text }) => text.length,
  });

  /**
   * The JSON of an answer, in UTF-8; the very same bytes for as long as it says the same.
   *
   * @param about - what is asked about, of which the last text is kept
   */
  of(about: string, answer: ObjectsByEntityResponse): Uint8Array {
    const frame = frameOf(answer);
    const objects = objectsOf(answer);
    const told = this.#told.get(about);
    if (told?.frame === frame && areTheSame(told.objects, objects)) {
      return told.text;
    }
    const text = Buffer.from(JSON.stringify(answer));
    this.#told.set(about, { frame, objects, text });
    return text;
  }
}

function frameOf({ items }: ObjectsByEntityResponse): string {
  return JSON.stringify(
    items.map(({ cluster, errors, podMetrics, resources }) => [
      cluster,
      errors,
      podMetrics.length,
      resources.map(({ type, resources: { length } }) => [type, length]),
    ]),
  );
}

function objectsOf({ items }: ObjectsByEntityResponse): object[] {
  return items.flatMap(({ podMetrics, resources }) => [
    ...podMetrics,
    ...resources.flatMap<object>(one => one.resources),
  ]);
}
