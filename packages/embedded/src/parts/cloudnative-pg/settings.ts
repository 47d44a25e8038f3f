import { z } from 'zod';

/** What the operator's process is told by its settings file. */
export const settingsSchema = z.object({
  kubeconfig: z.string(),
  /** Folder of this part's state. */
  dir: z.string(),
  cacheDir: z.string(),
  imagesDir: z.string(),
  /** Where the object store listens. */
  store: z.object({ host: z.ipv4(), port: z.int().min(1).max(65_535) }),
});

export type Settings = z.infer<typeof settingsSchema>;
