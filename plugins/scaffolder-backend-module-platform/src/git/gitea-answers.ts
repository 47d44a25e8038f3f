import { z } from 'zod';

export const repositorySchema = z.object({
  created_at: z.coerce.date(),
  full_name: z.string(),
  html_url: z.string(),
});

/** An account, as administrators are told of it. */
export const accountSchema = z.object({ login_name: z.string() });

export const teamsSchema = z.object({
  data: z.array(z.object({ id: z.number(), name: z.string() })),
});

/** A token that was just made; its value is told this once. */
export const tokenSchema = z.object({ sha1: z.string().min(1) });

export const tokensSchema = z.array(
  z.object({ id: z.number(), name: z.string(), created_at: z.coerce.date() }),
);

export const emptySchema = z.object({ empty: z.boolean() });

export const branchSchema = z.object({ commit: z.object({ id: z.string() }) });

/** Of a repository without branches Gitea tells none at all. */
export const branchesSchema = z
  .array(z.object({ name: z.string() }))
  .nullable()
  .transform(branches => (branches ?? []).map(({ name }) => name));

export const listSchema = z.array(z.unknown());

export const commitsSchema = z.array(
  z.object({ commit: z.object({ message: z.string() }) }),
);

export const activitiesSchema = z.array(
  z.object({ act_user: z.object({ login: z.string() }) }),
);

export const hooksSchema = z.array(
  z.object({
    id: z.number(),
    config: z.object({ url: z.string().optional() }),
  }),
);
