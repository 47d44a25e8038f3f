import { z } from 'zod';

/** What the operators' process is told by its settings file. */
export const settingsSchema = z.object({
  cacheDir: z.string(),
  imagesDir: z.string(),
  podPrefix: z.string(),
  etcdProgram: z.string(),
  /** Kubeconfig and folder of the state of each operator, by its name. */
  operators: z.record(
    z.string(),
    z.object({ kubeconfig: z.string(), dir: z.string() }),
  ),
});

export type Settings = z.infer<typeof settingsSchema>;
