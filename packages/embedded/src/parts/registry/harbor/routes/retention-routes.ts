import { z } from 'zod';
import {
  bodyAs,
  type Call,
  paged,
  projectWithId,
  type Reply,
} from '../call.ts';
import { badRequest, notFound } from '../errors.ts';
import { policySchema } from '../retention.ts';
import { carryOut } from '../retain.ts';
import type { Execution, Retention } from '../state.ts';
import type { Route } from './route.ts';

const orderSchema = z.looseObject({
  scope: z.looseObject({ level: z.literal('project'), ref: z.number() }),
});

const POLICY = '/retentions/:id';
const EXECUTION = `${POLICY}/executions/:execution`;

type Parameters = Readonly<Record<string, string>>;

/** Policies by which projects keep only some of their artifacts. */
export const retentionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/retentions',
    async answer(call) {
      const { scope } = bodyAs(orderSchema, call);
      const policy = bodyAs(policySchema, call);
      const { id: projectId } = projectWithId(
        call,
        scope.ref,
        'tag-retention',
        'create',
      );
      const { state } = call.harbor;
      const { id } = await state.addRetention({ projectId, policy });
      const Location = `/api/v2.0/retentions/${id}`;
      return { status: 201, headers: { Location } };
    },
  },
  {
    method: 'GET',
    path: POLICY,
    answer: (call, parameters) => ({
      status: 200,
      json: viewOf(retentionOf(call, parameters, 'read')),
    }),
  },
  {
    method: 'PUT',
    path: POLICY,
    async answer(call, parameters) {
      const retention = retentionOf(call, parameters, 'update');
      const policy = bodyAs(policySchema, call);
      await call.harbor.state.putRetention({ ...retention, policy });
      return { status: 200 };
    },
  },
  {
    method: 'DELETE',
    path: POLICY,
    async answer(call, parameters) {
      const retention = retentionOf(call, parameters, 'delete');
      await call.harbor.state.removeRetention(retention);
      return { status: 200 };
    },
  },
  {
    method: 'GET',
    path: `${POLICY}/executions`,
    answer(call, parameters) {
      const { id } = retentionOf(call, parameters, 'list');
      const own = call.harbor.state.executions.filter(
        ({ policyId }) => policyId === id,
      );
      return paged(call, own.reverse().map(executionView));
    },
  },
  {
    method: 'POST',
    path: `${POLICY}/executions`,
    async answer(call, parameters) {
      const retention = retentionOf(call, parameters, 'operate');
      const { dry_run: dryRun = false } = bodyAs(
        z.looseObject({ dry_run: z.boolean().optional() }),
        call,
      );
      const how = { dryRun, trigger: 'Manual' } as const;
      const { id } = await carryOut(call.harbor, retention, how);
      const Location = `/api/v2.0/retentions/${retention.id}/executions/${id}`;
      return { status: 201, headers: { Location } };
    },
  },
  {
    // What is asked for has been done before it is answered, so that nothing can be stopped.
    method: 'PATCH',
    path: EXECUTION,
    answer(call, parameters) {
      executionOf(call, parameters, 'operate');
      throw badRequest('the execution has ended');
    },
  },
  {
    method: 'GET',
    path: `${EXECUTION}/tasks`,
    answer(call, parameters) {
      const execution = executionOf(call, parameters, 'list');
      return paged(
        call,
        execution.tasks.map(task => taskView(execution, task)),
      );
    },
  },
  {
    method: 'GET',
    path: `${EXECUTION}/tasks/:task`,
    answer(call, parameters): Reply {
      const { tasks } = executionOf(call, parameters, 'read');
      const task = tasks.find(({ id }) => String(id) === parameters.task);
      if (!task) throw notFound(`task ${parameters.task} not found`);
      return { status: 200, text: task.log };
    },
  },
];

/** A policy, for who may act on those of its project. */
function retentionOf(
  call: Call,
  { id = '' }: Parameters,
  action: string,
): Retention {
  const found = call.harbor.state.retentions.find(
    each => String(each.id) === id,
  );
  if (!found) {
    // Who may see no policies learns not which there are.
    throw notFound(`retention policy ${id} not found`);
  }
  projectWithId(call, found.projectId, 'tag-retention', action);
  return found;
}

function executionOf(
  call: Call,
  parameters: Parameters,
  action: string,
): Execution {
  const { id } = retentionOf(call, parameters, action);
  const found = call.harbor.state.executions.find(
    each => each.policyId === id && String(each.id) === parameters.execution,
  );
  if (found) return found;
  throw notFound(`execution ${parameters.execution} not found`);
}

function viewOf({ id, policy, projectId }: Retention) {
  return { id, ...policy, scope: { level: 'project', ref: projectId } };
}

function executionView(execution: Execution) {
  return {
    id: execution.id,
    policy_id: execution.policyId,
    start_time: execution.startedAt,
    end_time: execution.endedAt,
    status: execution.tasks.some(({ status }) => status === 'Error')
      ? 'Failed'
      : 'Succeed',
    trigger: execution.trigger,
    dry_run: execution.dryRun,
  };
}

function taskView(
  { endedAt, id: executionId, startedAt }: Execution,
  { log: _log, ...task }: Execution['tasks'][number],
) {
  return {
    ...task,
    execution_id: executionId,
    start_time: startedAt,
    end_time: endedAt,
  };
}
