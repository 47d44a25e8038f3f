import { JenkinsfileProblem, listed } from './problem.ts';
import {
  METHODS,
  type ParameterType,
  STEPS,
  type StepSignature,
  SYMBOLS,
} from './step-catalog.ts';
import type { Call, Expression, Statement } from './syntax.ts';

/** Refuses steps, parameters and methods that are not known, before anything runs. */
export function checkStatements(
  statements: readonly Statement[],
  inScript = false,
): void {
  for (const statement of statements) checkStatement(statement, inScript);
}

function checkStatement(statement: Statement, inScript: boolean): void {
  switch (statement.kind) {
    case 'call':
      checkStep(statement.call, inScript);
      return;
    case 'script':
      checkStatements(statement.body, true);
      return;
    default:
  }
  if (!inScript)
    throw new JenkinsfileProblem(
      'Expected a step: everything else has to stand in a "script" block',
      statement.at,
    );
  if (statement.kind === 'if') {
    checkExpression(statement.condition);
    checkStatements(statement.then, true);
    checkStatements(statement.otherwise, true);
  } else if (statement.value) checkExpression(statement.value);
}

function checkStep(call: Call, inScript: boolean): void {
  const known = Object.hasOwn(STEPS, call.name) ? STEPS[call.name] : undefined;
  if (!known)
    throw new JenkinsfileProblem(
      `No such DSL method '${call.name}' found among steps ${listed(
        Object.keys(STEPS),
      )}`,
      call.at,
    );
  checkParameters(call, known);
  if (known.body && !call.body)
    throw new JenkinsfileProblem(
      `Step "${call.name}" needs a body in braces`,
      call.at,
    );
  if (!known.body && call.body)
    throw new JenkinsfileProblem(
      `Step "${call.name}" does not take a body`,
      call.at,
    );
  if (call.body) checkStatements(call.body, inScript);
}

function checkParameters(call: Call, known: StepSignature): void {
  const names = Object.keys(known.parameters);
  const [, surplus] = call.positional;
  const mixed = call.named.length > 0 ? call.positional[0] : undefined;
  const odd =
    surplus ?? mixed ?? (names.length ? undefined : call.positional[0]);
  if (odd)
    throw new JenkinsfileProblem(
      `Step "${
        call.name
      }" takes one value without a name, or named ones: ${listed(names)}`,
      odd.at,
    );
  const given = stepArguments(call, known);
  for (const [name, value] of Object.entries(given)) {
    const type = known.parameters[name];
    if (!type)
      throw new JenkinsfileProblem(
        `Invalid parameter "${name}" for "${call.name}", known are ${listed(
          names,
        )}`,
        value.at,
      );
    checkType(name, type, value);
    checkExpression(value);
  }
  const missing = known.required.find(name => !given[name]);
  if (missing)
    throw new JenkinsfileProblem(
      `Missing required parameter: "${missing}" of "${call.name}"`,
      call.at,
    );
}

/** A step's arguments by name; the one without a name is that of the first parameter. */
export function stepArguments(
  call: Call,
  known: StepSignature | undefined = STEPS[call.name],
): Record<string, Expression> {
  const [first] = Object.keys(known?.parameters ?? {});
  const [only] = call.positional;
  return Object.fromEntries([
    ...(first && only ? [[first, only] as const] : []),
    ...call.named.map(({ name, value }) => [name, value] as const),
  ]);
}

function checkType(name: string, type: ParameterType, value: Expression): void {
  const found = typeOf(value);
  if (!found || type === 'any' || found === type) return;
  // Groovy makes a string of a number, and Jenkins a number of a string of digits.
  if (type === 'number' && /^\d+$/.test(plainText(value) ?? '')) return;
  throw new JenkinsfileProblem(
    `Expecting ${type} for parameter "${name}" but got ${found} instead`,
    value.at,
  );
}

function typeOf(value: Expression): ParameterType | 'map' | undefined {
  if (value.kind === 'string') return 'text';
  if (value.kind === 'list' || value.kind === 'map') return value.kind;
  if (value.kind !== 'constant' || value.value === null) return undefined;
  return typeof value.value === 'number' ? 'number' : 'boolean';
}

/** The text of a string without interpolation. */
export function plainText(value: Expression | undefined): string | undefined {
  if (value?.kind !== 'string') return undefined;
  const texts = value.parts.filter(part => typeof part === 'string');
  return texts.length === value.parts.length ? texts.join('') : undefined;
}

/** Refuses names, methods and described values that are not known. */
export function checkExpression(expression: Expression): void {
  if (expression.kind === 'name' && expression.name === 'currentBuild')
    throw new JenkinsfileProblem(
      '"currentBuild" is not known here; use post conditions and the result of steps',
      expression.at,
    );
  if (expression.kind === 'method' && !METHODS.has(expression.name))
    throw new JenkinsfileProblem(
      `Method "${expression.name}" is not known here, known are ${listed(
        METHODS,
      )}`,
      expression.at,
    );
  if (expression.kind === 'call') checkValueCall(expression.call);
  else children(expression).forEach(checkExpression);
}

function checkValueCall(call: Call): void {
  if (Object.hasOwn(STEPS, call.name)) {
    checkStep(call, true);
    if (STEPS[call.name]?.gives) return;
    throw new JenkinsfileProblem(`Step "${call.name}" gives no value`, call.at);
  }
  const symbol = Object.hasOwn(SYMBOLS, call.name)
    ? SYMBOLS[call.name]
    : undefined;
  if (!symbol)
    throw new JenkinsfileProblem(
      `No such DSL method '${call.name}' found among symbols ${listed(
        Object.keys(SYMBOLS),
      )}`,
      call.at,
    );
  const allowed = [...symbol.required, ...symbol.optional];
  const names = call.named.map(({ name }) => name);
  const odd = names.find(name => !allowed.includes(name));
  const missing = symbol.required.find(name => !names.includes(name));
  if (odd !== undefined || missing !== undefined || call.positional.length > 0)
    throw new JenkinsfileProblem(
      missing === undefined
        ? `Invalid parameter "${odd ?? ''}" for "${
            call.name
          }", known are ${listed(allowed)}`
        : `Missing required parameter: "${missing}" of "${call.name}"`,
      call.at,
    );
  call.named.forEach(({ value }) => checkExpression(value));
}

function children(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'string':
      return expression.parts.filter(part => typeof part !== 'string');
    case 'list':
      return [...expression.items];
    case 'map':
      return expression.entries.map(({ value }) => value);
    case 'property':
      return [expression.target];
    case 'index':
      return [expression.target, expression.index];
    case 'method':
      return [expression.target, ...expression.arguments];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional': {
      const { condition, then, otherwise } = expression;
      return then ? [condition, then, otherwise] : [condition, otherwise];
    }
    default:
      return [];
  }
}
