import type { ContentField, Words } from '@pilothouse/plugin-platform-common';
import type { CustomObject } from '../kube';
import type { MiddlewareKind, MiddlewareState } from './MiddlewareProvider';

/** What instances hold that is made, changed and removed one by one, each an object of a kind of its own. */
export interface MiddlewareContents {
  readonly kind: MiddlewareKind;
  /** Of all of them. */
  readonly title: Words;
  /** What one is called. */
  readonly one: Words;
  readonly fields: readonly ContentField[];
  /** Name of the instance that holds it. */
  instanceOf(content: CustomObject): string | undefined;
  /** Labels by which it says whose it is. */
  labelsOf(instance: string): Readonly<Record<string, string>>;
  stateOf(content: CustomObject): MiddlewareState;
}
