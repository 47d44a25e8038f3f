import type { PatchOperation } from '@pilothouse/plugin-platform-common';
import {
  existsIn,
  immutableJSONPatch,
  parseJSONPointer,
} from 'immutable-json-patch';

/**
 * The value after a patch; what the patch does not touch stays the same object.
 *
 * @throws when the patch is not one of this value
 */
export function patched(
  value: unknown,
  operations: readonly PatchOperation[],
): unknown {
  return immutableJSONPatch(value, [...operations], {
    // The library itself passes over what is not there.
    before: (document, { op, path }) => {
      if (op !== 'add' && !existsIn(document, parseJSONPointer(path))) {
        throw new Error(
          `The portal sent a change of what is not there: ${path}`,
        );
      }
      return {};
    },
  });
}
