import { z } from 'zod';
import type { KubeService } from '../KubeService';
import type { Viewer } from './Viewer';

/** Something that one may want to do in a cluster. */
export interface Attributes {
  readonly verb: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace: string;
  readonly name?: string;
}

/** Whether a person may do something in a cluster. */
export interface Question extends Attributes {
  readonly cluster: string;
  readonly subject: Viewer['kubernetes'];
}

/** What a cluster says to it; `unknown` when it cannot be asked, and counts as no. */
export type Verdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied'; readonly said?: string }
  | { readonly kind: 'unknown'; readonly because: string };

/** How long a cluster may take to answer. */
const timeoutMs = 3_000;
/** The API server adds it to everyone whom it lets somebody act for. */
const everyone = 'system:authenticated';

const reviewSchema = z.object({
  status: z.object({
    allowed: z.boolean(),
    denied: z.boolean().optional(),
    reason: z.string().optional(),
    evaluationError: z.string().optional(),
  }),
});

/** Asks a cluster whether a person may do something. Does not throw. */
export async function askCluster(
  kube: Pick<KubeService, 'request'>,
  question: Question,
): Promise<Verdict> {
  try {
    const response = await kube.request(question.cluster, {
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      body: reviewOf(question),
      timeoutMs,
    });
    if (!response.ok) {
      const because = `it refuses to say what people may do (${response.status})`;
      return { kind: 'unknown', because };
    }
    return verdictOf(reviewSchema.parse(response.json()).status);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    return { kind: 'unknown', because };
  }
}

function reviewOf({ cluster: _cluster, subject, ...attributes }: Question) {
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: subject.user,
      groups: [...subject.groups, everyone],
      resourceAttributes: attributes,
    },
  };
}

function verdictOf(status: z.infer<typeof reviewSchema>['status']): Verdict {
  if (status.allowed && !status.denied) {
    return { kind: 'allowed' };
  }
  const said = status.reason || status.evaluationError;
  return { kind: 'denied', ...(said && { said }) };
}
