import type { causesTranslationRef } from './language/ref';

type Messages = (typeof causesTranslationRef)['T'];

type Whole<Key> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key;

/** Keys of all messages about causes, plural forms taken together. */
export type SentenceKey = Whole<keyof Messages>;

/** What sentences are filled with; what one does not need stays empty. */
export const noValues = {
  answer: '',
  asked: '',
  autoscaler: '',
  budget: '',
  claim: '',
  code: '',
  command: '',
  container: '',
  count: 0,
  duration: '',
  finalizers: '',
  healthy: '',
  image: '',
  key: '',
  labels: '',
  limit: '',
  limited: '',
  limits: '',
  name: '',
  node: '',
  object: '',
  per: '',
  pod: '',
  policy: '',
  probe: '',
  quota: '',
  ready: '',
  reason: '',
  reasons: '',
  requested: '',
  resource: '',
  resources: '',
  rest: '',
  service: '',
  signal: '',
  taint: '',
  updated: '',
  used: '',
  volume: '',
  wanted: '',
  webhook: '',
  workloads: '',
};

/** What sentences are filled with. */
export type SentenceValues = typeof noValues;

/** A sentence as data: the key of its message and what it is filled with. */
export interface Sentence {
  readonly key: SentenceKey;
  readonly values: Partial<SentenceValues>;
}
