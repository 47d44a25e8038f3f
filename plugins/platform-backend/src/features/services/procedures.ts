import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { implement } from '@orpc/server';
import {
  servicesContract,
  type LiveInput,
  type LiveOutput,
} from '@pilothouse/plugin-platform-common';
import {
  checkedWhereMade,
  type RequestContext,
} from '../../http/contract-router';
import type { AnswerOnce } from '../../live/view-answer';

const os = implement(
  servicesContract,
  checkedWhereMade,
).$context<RequestContext>();

/** Procedures of the services contract, which tell once what the live query tells. */
export function servicesProcedures(dependencies: {
  httpAuth: HttpAuthService;
  list: AnswerOnce<LiveInput<'services.list'>, LiveOutput<'services.list'>>;
}) {
  const { httpAuth, list } = dependencies;
  return {
    list: os.list.handler(async ({ context: { request } }) =>
      list({}, await httpAuth.credentials(request)),
    ),
  };
}
