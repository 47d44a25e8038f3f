import { z } from 'zod';

const text = z.string().trim().min(1).max(256);
const reference = z.string().min(1).max(256);

/**
 * What can be set on a person: the part of SCIM's core User (RFC 7643, section 4.1)
 * that the portal reads.
 */
export const userAttributesSchema = z.object({
  userName: text,
  externalId: reference.optional(),
  name: z
    .object({
      formatted: text.optional(),
      givenName: text.optional(),
      familyName: text.optional(),
    })
    .optional(),
  displayName: text.optional(),
  title: text.optional(),
  emails: z
    .array(
      z.object({
        value: z.email(),
        type: text.optional(),
        primary: z.boolean().optional(),
      }),
    )
    .max(20)
    .default([]),
  active: z.boolean().default(true),
});

/** What can be set on a group (RFC 7643, section 4.2). Members may be groups. */
export const groupAttributesSchema = z.object({
  displayName: text,
  externalId: reference.optional(),
  members: z
    .array(
      z.object({
        value: reference,
        type: z.enum(['User', 'Group']).optional(),
      }),
    )
    .max(10_000)
    .default([]),
});

const record = z.object({
  id: z.uuid(),
  created: z.iso.datetime(),
  lastModified: z.iso.datetime(),
});

const userSchema = userAttributesSchema.extend(record.shape);
const groupSchema = groupAttributesSchema.extend({
  ...record.shape,
  members: z.array(
    z.object({ value: z.uuid(), type: z.enum(['User', 'Group']) }),
  ),
});

/** Everyone and every group, as the state folder keeps them. */
export const peopleSchema = z.object({
  users: z.array(userSchema),
  groups: z.array(groupSchema),
});

export type UserAttributes = z.infer<typeof userAttributesSchema>;
export type GroupAttributes = z.infer<typeof groupAttributesSchema>;
export type User = z.infer<typeof userSchema>;
export type Group = z.infer<typeof groupSchema>;
export type People = z.infer<typeof peopleSchema>;

/** The name that people read. */
export function nameOf(user: UserAttributes): string {
  return user.displayName ?? user.name?.formatted ?? user.userName;
}

/** The primary address, else the first. */
export function emailOf(user: UserAttributes): string | undefined {
  return (user.emails.find(email => email.primary) ?? user.emails[0])?.value;
}
