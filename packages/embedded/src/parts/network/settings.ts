import { z } from 'zod';

const listen = z.object({ host: z.ipv4(), port: z.int().min(1).max(65_535) });

/** What the network process is told by its settings file. */
export const networkSettingsSchema = z.object({
  /** Unix socket of the egress proxy. */
  egressSocket: z.string().min(1),
  serviceProxy: listen,
  ingress: listen,
  apiServer: listen,
  podPrefix: z.string().regex(/^127\.\d{1,3}$/),
  serviceCidr: z.string().regex(/^127\.\d{1,3}\.0\.0\/16$/),
  /** Files; they may appear only after the process has started. */
  kubeconfigs: z.object({ network: z.string(), ingress: z.string() }),
});

export type NetworkSettings = z.infer<typeof networkSettingsSchema>;
