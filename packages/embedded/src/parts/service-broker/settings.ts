import { z } from 'zod';

/** What the broker's process is told by its settings file. */
export const settingsSchema = z.object({
  kubeconfig: z.string(),
  cacheDir: z.string(),
  imagesDir: z.string(),
  host: z.ipv4(),
  port: z.int().min(1).max(65_535),
  username: z.string().min(1),
  password: z.string().min(1),
});

export type Settings = z.infer<typeof settingsSchema>;
