import { z } from 'zod';
import { clusterSchema } from '../kube';
import { backupsSchema, restorationSchema } from './backups';
import { contentsSchema } from './contents';
import { instanceDetailSchema, itemSchema } from './schema';

/** One instance, and how well its cluster is known. */
export const instanceAnswerSchema = z.object({
  cluster: clusterSchema,
  item: itemSchema,
  /** Missing where there is none of that name, or it is not known yet. */
  instance: instanceDetailSchema.optional(),
  /** Whether its kind is being read for the first time. */
  pending: z.boolean(),
  /** Missing where its operator makes none that the portal knows of. */
  backups: backupsSchema.optional(),
  /** Missing where it holds nothing that is made one by one. */
  contents: contentsSchema.optional(),
  /** Missing where it was restored from no backup. */
  restoration: restorationSchema.optional(),
});

/** One instance, and how well its cluster is known. */
export type InstanceAnswer = z.infer<typeof instanceAnswerSchema>;
