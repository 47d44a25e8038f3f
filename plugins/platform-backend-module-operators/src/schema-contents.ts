import {
  contentFieldSchema,
  contentProblem,
  wordsSchema,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import { kindSchema, namingLabels, statusSchema } from './schema-parts';

/** What instances hold that is made, changed and removed one by one. */
export const contentsSchema = z.strictObject({
  kind: kindSchema,
  title: wordsSchema,
  one: wordsSchema,
  /** By which it says which instance holds it; one has the name of the instance. */
  labels: namingLabels,
  fields: z
    .array(
      contentFieldSchema.strict().superRefine((field, context) => {
        const { type, options, usually, minimum, maximum } = field;
        const say = (path: string, message: string) =>
          context.addIssue({ code: 'custom', path: [path], message });
        const isNumber = type === 'integer';
        if (options && isNumber) say('options', 'are for texts alone');
        if (!isNumber && (minimum ?? maximum) !== undefined) {
          say('type', 'a text has no minimum and no maximum');
        }
        if (
          usually !== undefined &&
          contentProblem(field, usually) !== undefined
        ) {
          say('usually', `${contentProblem(field, usually)}`);
        }
      }),
    )
    .min(1),
  status: statusSchema,
});

/** How what instances hold is made and read. */
export type ContentRules = z.infer<typeof contentsSchema>;
