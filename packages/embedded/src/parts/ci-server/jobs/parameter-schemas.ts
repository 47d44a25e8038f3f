import { z } from 'zod';
import type { ParameterDefinition } from '../model.ts';
import {
  elementSchema,
  flagSchema,
  repeatedSchema,
  textSchema,
  wordSchema,
} from './xml.ts';

const nameShape = {
  name: wordSchema.pipe(z.string().min(1, 'a parameter needs a name')),
  description: textSchema.transform(text => text || undefined).optional(),
};

const textParameterSchema = elementSchema({
  ...nameShape,
  defaultValue: textSchema.optional().default(''),
});

const booleanParameterSchema = elementSchema({
  ...nameShape,
  defaultValue: flagSchema,
});

/** XStream writes a list as `<string>`s, or those inside `<a class="string-array">`. */
const choicesSchema = elementSchema({
  string: repeatedSchema(textSchema),
  a: elementSchema({ string: repeatedSchema(textSchema) }),
}).transform(({ string, a }) => [...string, ...a.string]);

const choiceParameterSchema = elementSchema({
  ...nameShape,
  choices: choicesSchema.refine(
    choices => choices.length > 0,
    'a choice parameter needs a choice',
  ),
});

/** The parameters of a job, by kind. */
export const parameterDefinitionsSchema = elementSchema({
  'hudson.model.StringParameterDefinition': repeatedSchema(textParameterSchema),
  'hudson.model.TextParameterDefinition': repeatedSchema(textParameterSchema),
  'hudson.model.PasswordParameterDefinition':
    repeatedSchema(textParameterSchema),
  'hudson.model.BooleanParameterDefinition': repeatedSchema(
    booleanParameterSchema,
  ),
  'hudson.model.ChoiceParameterDefinition': repeatedSchema(
    choiceParameterSchema,
  ),
}).transform((found): ParameterDefinition[] => [
  ...texts('string', found['hudson.model.StringParameterDefinition']),
  ...texts('text', found['hudson.model.TextParameterDefinition']),
  ...texts('password', found['hudson.model.PasswordParameterDefinition']),
  ...found['hudson.model.BooleanParameterDefinition'].map(
    ({ name, description, defaultValue }) =>
      ({ kind: 'boolean', name, description, default: defaultValue } as const),
  ),
  ...found['hudson.model.ChoiceParameterDefinition'].map(
    each => ({ kind: 'choice', ...each } as const),
  ),
]);

function texts(
  kind: 'string' | 'text' | 'password',
  found: z.infer<typeof textParameterSchema>[],
): ParameterDefinition[] {
  return found.map(({ defaultValue, ...rest }) => ({
    kind,
    ...rest,
    default: defaultValue,
  }));
}
