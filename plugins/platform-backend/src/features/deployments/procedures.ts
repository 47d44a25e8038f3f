import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { implement } from '@orpc/server';
import {
  deploymentsContract,
  type LiveInput,
  type LiveOutput,
} from '@pilothouse/plugin-platform-common';
import {
  checkedWhereMade,
  type RequestContext,
} from '../../http/contract-router';
import type { AnswerOnce } from '../../live/view-answer';

const os = implement(
  deploymentsContract,
  checkedWhereMade,
).$context<RequestContext>();

/** Procedures of the deployments contract that tell once what the live query tells. */
export function deploymentsProcedures(dependencies: {
  httpAuth: HttpAuthService;
  service: AnswerOnce<
    LiveInput<'deployments.service'>,
    LiveOutput<'deployments.service'>
  >;
}) {
  const { httpAuth, service } = dependencies;
  return {
    service: os.service.handler(async ({ input, context: { request } }) =>
      service(input, await httpAuth.credentials(request)),
    ),
  };
}
