import { stepArguments } from '../jenkinsfile/check.ts';
import type { Call, Expression, Statement } from '../jenkinsfile/syntax.ts';
import { type Context, environmentOf, say } from './context.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { StepFailure } from './outcome.ts';
import { CREDENTIAL_STEPS } from './steps/credentials.ts';
import { FLOW_STEPS } from './steps/flow.ts';
import { INPUT_STEPS } from './steps/input.ts';
import { REPORT_STEPS } from './steps/reports.ts';
import { SCM_STEPS } from './steps/scm.ts';
import { SHELL_STEPS } from './steps/shell.ts';
import { Arguments, type Step } from './steps/step.ts';
import { WORKSPACE_STEPS } from './steps/workspace.ts';
import { asText, Described, isTrue, type Value } from './values.ts';

/** How each step of the catalog is done. */
export const IMPLEMENTATIONS: Readonly<Record<string, Step>> = {
  ...SHELL_STEPS,
  ...FLOW_STEPS,
  ...WORKSPACE_STEPS,
  ...CREDENTIAL_STEPS,
  ...REPORT_STEPS,
  ...SCM_STEPS,
  ...INPUT_STEPS,
};

/** What a block gave back before its end. */
interface Returned {
  readonly value: Value;
}

/** Does statements one after the other; what they assign to `env` stays with the context. */
export async function runStatements(
  statements: readonly Statement[],
  context: Context,
): Promise<Returned | undefined> {
  for (const statement of statements) {
    context.signal.throwIfAborted();
    const returned = await runStatement(statement, context);
    if (returned) return returned;
  }
  context.signal.throwIfAborted();
  return undefined;
}

async function runStatement(
  statement: Statement,
  context: Context,
): Promise<Returned | undefined> {
  switch (statement.kind) {
    case 'call':
      await runStep(statement.call, context);
      return undefined;
    case 'script':
      await say(context, '[Pipeline] script');
      return runStatements(statement.body, context);
    case 'if': {
      const condition = isTrue(await valueOf(statement.condition, context));
      return runStatements(
        condition ? statement.then : statement.otherwise,
        context,
      );
    }
    case 'assign': {
      const value = await valueOf(statement.value, context);
      const of =
        statement.scope === 'env' ? context.assigned : context.variables;
      of.set(statement.name, statement.scope === 'env' ? asText(value) : value);
      return undefined;
    }
    case 'return':
      return {
        value: statement.value ? await valueOf(statement.value, context) : null,
      };
    default:
      await valueOf(statement.value, context);
      return undefined;
  }
}

/** The value of the last statement, or of what is returned before: `expression { … }`. */
export async function valueOfBlock(
  statements: readonly Statement[],
  context: Context,
): Promise<Value> {
  const last = statements.at(-1);
  const returned = await runStatements(statements.slice(0, -1), context);
  if (returned || !last) return returned?.value ?? null;
  if (last.kind === 'expression') return valueOf(last.value, context);
  if (last.kind === 'call') return runStep(last.call, context);
  return (await runStatement(last, context))?.value ?? null;
}

/** The value of an expression in the context. */
export function valueOf(
  expression: Expression,
  context: Context,
): Promise<Value> {
  return evaluate(expression, scopeOf(context));
}

function scopeOf(context: Context): Scope {
  const environment = environmentOf(context);
  return {
    lookUp: name =>
      name === 'scm'
        ? new Described('scm')
        : context.variables.get(name) ??
          environment[name] ??
          context.parameters.get(name),
    member: (of, name) =>
      (of === 'env' ? environment[name] : context.parameters.get(name)) ?? null,
    call: call => callValue(call, context),
  };
}

async function callValue(call: Call, context: Context): Promise<Value> {
  if (Object.hasOwn(IMPLEMENTATIONS, call.name)) return runStep(call, context);
  const values: Record<string, Value> = {};
  for (const { name, value } of call.named)
    values[name] = await valueOf(value, context);
  return new Described(call.name, values);
}

async function runStep(call: Call, context: Context): Promise<Value> {
  const step = Object.hasOwn(IMPLEMENTATIONS, call.name)
    ? IMPLEMENTATIONS[call.name]
    : undefined;
  if (!step) throw new StepFailure(`No such DSL method '${call.name}'`);
  context.signal.throwIfAborted();
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(stepArguments(call)))
    values[name] = await valueOf(value, context);
  await say(context, `[Pipeline] ${call.name}`);
  const { body = [] } = call;
  return step({
    context,
    args: new Arguments(values),
    body: async within => {
      await say(within, '[Pipeline] {');
      try {
        await runStatements(body, within);
      } finally {
        await say(within, `[Pipeline] }\n[Pipeline] // ${call.name}`);
      }
    },
  });
}
