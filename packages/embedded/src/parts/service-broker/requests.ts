import { z } from 'zod';
import {
  bindingParametersSchema,
  parametersSchema,
  SERVICE_ID,
} from './catalog.ts';

const contextSchema = z.looseObject({
  namespace: z.string().min(1),
  instance_name: z.string().optional(),
});
/** The body of a provision request. */
export const provisionSchema = z.looseObject({
  service_id: z.literal(SERVICE_ID),
  plan_id: z.string(),
  context: contextSchema,
  parameters: parametersSchema.prefault({}),
});
/** The body of an update request. */
export const updateSchema = z.looseObject({
  service_id: z.literal(SERVICE_ID),
  plan_id: z.string().optional(),
  parameters: parametersSchema.partial().optional(),
});
/** The body of a bind request. */
export const bindSchema = z.looseObject({
  service_id: z.literal(SERVICE_ID),
  plan_id: z.string(),
  parameters: bindingParametersSchema.prefault({}),
});
