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

/** Procedures of the deployments contract that tell once what the live queries tell. */
export function deploymentsProcedures(dependencies: {
  httpAuth: HttpAuthService;
  service: AnswerOnce<
    LiveInput<'deployments.service'>,
    LiveOutput<'deployments.service'>
  >;
  workload: AnswerOnce<
    LiveInput<'deployments.workload'>,
    LiveOutput<'deployments.workload'>
  >;
}) {
  const { httpAuth, service, workload } = dependencies;
  return {
    service: os.service.handler(async ({ input, context: { request } }) =>
      service(input, await httpAuth.credentials(request)),
    ),
    workload: os.workload.handler(
      async ({ input: target, context: { request } }) =>
        workload({ target }, await httpAuth.credentials(request)),
    ),
  };
}
