import { z } from 'zod';

/** Some user centers send booleans as text. */
const flag = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(true|false)$/i, 'must be true or false')
    .transform(text => text.toLowerCase() === 'true'),
]);

/** Absent in the catalog whether the user center leaves it out or sends null. */
const optionalText = z.string().nullish();

const referenceSchema = z.object({
  value: z.string().min(1),
  type: optionalText,
});

/** What is read of a SCIM user (RFC 7643, section 4.1). */
export const scimUserSchema = z.object({
  id: z.string().min(1),
  userName: z.string().min(1),
  active: flag.nullish(),
  displayName: optionalText,
  title: optionalText,
  name: z
    .object({
      formatted: optionalText,
      givenName: optionalText,
      familyName: optionalText,
    })
    .nullish(),
  emails: z
    .array(z.object({ value: optionalText, primary: flag.nullish() }))
    .nullish(),
  photos: z.array(z.object({ value: optionalText })).nullish(),
  groups: z.array(referenceSchema).nullish(),
});

/** What is read of a SCIM group (RFC 7643, section 4.2). */
export const scimGroupSchema = z.object({
  id: z.string().min(1),
  displayName: z.string().min(1),
  members: z.array(referenceSchema).nullish(),
});

/** A person of the user center. */
export type ScimUser = z.infer<typeof scimUserSchema>;

/** A group of the user center. */
export type ScimGroup = z.infer<typeof scimGroupSchema>;

/** Everything that the user center tells. */
export interface Directory {
  readonly users: readonly ScimUser[];
  readonly groups: readonly ScimGroup[];
}

/** One page of a list (RFC 7644, section 3.4.2). */
export function pageSchema<T extends z.ZodType>(resource: T) {
  return z.object({
    totalResults: z.number().int().nonnegative(),
    Resources: z
      .array(resource)
      .nullish()
      .transform(resources => resources ?? []),
  });
}
