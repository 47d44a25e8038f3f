import { z } from 'zod';
import { moment } from '../moment';

/** Until when the pipeline of a service may deploy it to one namespace. */
export const deployRightSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  environment: z.string().optional(),
  expiresAt: moment,
});

/** Until when the pipeline of a service may deploy it to one namespace. */
export type DeployRight = z.infer<typeof deployRightSchema>;

/** Until when the pipeline of a service may deploy it, as far as the portal has given the right. */
export const deployRightsSchema = z.object({
  /** Those that end first come first. */
  rights: z.array(deployRightSchema),
});

/** Until when the pipeline of a service may deploy it. */
export type DeployRights = z.infer<typeof deployRightsSchema>;
