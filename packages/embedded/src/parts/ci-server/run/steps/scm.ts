import type { Checkout } from '../../model.ts';
import { type Context, placeOf, revisionVariables, say } from '../context.ts';
import { checkOut } from '../git.ts';
import { StepFailure } from '../outcome.ts';
import { Described } from '../values.ts';
import type { Step } from './step.ts';

/** Checks out the revision that the Jenkinsfile is of. */
export async function checkOutScm(
  context: Context,
): Promise<Record<string, string>> {
  const { request, commit } = context.session;
  if (!request.checkout)
    throw new StepFailure(
      '\'checkout scm\' is only available when using "Multibranch Pipeline" or "Pipeline script from SCM"',
    );
  const { checkout } = request;
  return revisionOf(
    context,
    'checkout',
    commit ? { ...checkout, commit } : checkout,
  );
}

async function revisionOf(
  context: Context,
  step: string,
  checkout: Checkout,
): Promise<Record<string, string>> {
  const { directory } = placeOf(context, step);
  const revision = await checkOut(context, directory, checkout);
  context.session.state.addRevision(revision);
  return revisionVariables(revision, checkout.previousCommit);
}

const checkout: Step = async ({ context, args }) => {
  const scm = args.value('scm');
  if (!(scm instanceof Described) || scm.name !== 'scm')
    throw new StepFailure(
      'only "checkout scm" is known here; use the git step for other repositories',
    );
  return new Map(Object.entries(await checkOutScm(context)));
};

const git: Step = async ({ context, args }) => {
  const url = args.required('url');
  const branch = args.text('branch') ?? 'master';
  const credentialsId = args.text('credentialsId');
  if (!credentialsId) await say(context, 'No credentials specified');
  const variables = await revisionOf(context, 'git', {
    url,
    branch,
    ...(credentialsId && { credentialsId }),
  });
  return new Map(Object.entries(variables));
};

export const SCM_STEPS = { checkout, git };
