import { placeOf, say } from '../context.ts';
import { StepFailure } from '../outcome.ts';
import { runScript } from '../run-command.ts';
import type { Step } from './step.ts';

/** Runs a shell script. Parameters reach it as variables of its environment. */
const sh: Step = async ({ context, args }) => {
  placeOf(context, 'sh');
  const script = args.required('script');
  if (context.session.secrets.isIn(script))
    await say(
      context,
      'Warning: A secret was passed to "sh" using Groovy String interpolation, which is insecure.',
    );
  const capture = args.flag('returnStdout');
  const { code, stdout } = await runScript(context, script, capture);
  if (args.flag('returnStatus')) return code;
  if (code !== 0) throw new StepFailure(`script returned exit code ${code}`);
  return capture ? stdout : null;
};

const echo: Step = async ({ context, args }) => {
  await say(context, args.required('message'));
  return null;
};

export const SHELL_STEPS = { sh, echo };
