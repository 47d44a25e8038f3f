import { InputError } from '@backstage/errors';
import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

const specSchema = z.strictObject({
  version: z.string().min(1),
  values: valuesSchema.default({}),
});

/**
 * What is wanted of a release.
 *
 * @throws InputError for anything but a version of the chart and its values
 */
export function wantedOf(spec: Values): z.infer<typeof specSchema> {
  const read = specSchema.safeParse(spec);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new InputError(
    `spec.${issue?.path.join('.')}: ${
      issue?.message
    }; there are a version of the chart and its values`,
  );
}
