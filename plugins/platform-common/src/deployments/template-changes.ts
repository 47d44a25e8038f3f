import { z } from 'zod';

/** Parts of a container of which only that they differ is told. */
export const containerParts = [
  'command',
  'resources',
  'probes',
  'env-from',
  'mounts',
] as const;

/** One way in which a pod template differs from the one before it; it has no values. */
export const templateChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('image'),
    container: z.string(),
    from: z.string(),
    to: z.string(),
  }),
  z.object({
    kind: z.literal('env'),
    container: z.string(),
    /** Names of variables, never what they are set to. */
    added: z.array(z.string()),
    removed: z.array(z.string()),
    changed: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('part'),
    container: z.string(),
    part: z.enum(containerParts),
  }),
  z.object({
    kind: z.literal('container'),
    container: z.string(),
    change: z.enum(['added', 'removed']),
  }),
  z.object({ kind: z.literal('volumes'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('restart') }),
  z.object({ kind: z.literal('other') }),
]);

/** One way in which a pod template differs from the one before it. */
export type TemplateChange = z.infer<typeof templateChangeSchema>;
