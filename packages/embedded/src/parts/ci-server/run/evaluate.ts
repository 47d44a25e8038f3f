import type { Call, Expression } from '../jenkinsfile/syntax.ts';
import { callMethod, matches } from './methods.ts';
import { StepFailure } from './outcome.ts';
import { areEqual, asText, isList, isTrue, type Value } from './values.ts';

/** What names and calls mean where an expression stands. */
export interface Scope {
  /** Undefined where there is nothing of that name. */
  lookUp(name: string): Value | undefined;
  /** A property of `env` or `params`, which are not values of their own. */
  member(of: 'env' | 'params', name: string): Value;
  call(call: Call): Promise<Value>;
}

/** The value of an expression. */
export async function evaluate(
  expression: Expression,
  scope: Scope,
): Promise<Value> {
  switch (expression.kind) {
    case 'string':
      return interpolate(expression.parts, scope);
    case 'constant':
      return expression.value;
    case 'list':
      return evaluateAll(expression.items, scope);
    case 'map': {
      const values = await evaluateAll(
        expression.entries.map(({ value }) => value),
        scope,
      );
      return new Map(
        expression.entries.map(({ name }, at) => [name, values[at] ?? null]),
      );
    }
    case 'name':
      return lookUp(expression.name, scope);
    case 'call':
      return scope.call(expression.call);
    case 'unary': {
      const operand = await evaluate(expression.operand, scope);
      return expression.operator === '!' ? !isTrue(operand) : -Number(operand);
    }
    case 'binary':
      return evaluateBinary(expression, scope);
    case 'conditional': {
      const condition = await evaluate(expression.condition, scope);
      if (!isTrue(condition)) return evaluate(expression.otherwise, scope);
      return expression.then ? evaluate(expression.then, scope) : condition;
    }
    default:
      return evaluateMember(expression, scope);
  }
}

async function interpolate(
  parts: readonly (string | Expression)[],
  scope: Scope,
): Promise<string> {
  const texts: string[] = [];
  for (const part of parts)
    texts.push(
      typeof part === 'string' ? part : asText(await evaluate(part, scope)),
    );
  return texts.join('');
}

async function evaluateAll(
  expressions: readonly Expression[],
  scope: Scope,
): Promise<Value[]> {
  const values: Value[] = [];
  for (const each of expressions) values.push(await evaluate(each, scope));
  return values;
}

function lookUp(name: string, scope: Scope): Value {
  const value = scope.lookUp(name);
  if (value !== undefined) return value;
  throw new StepFailure(
    `groovy.lang.MissingPropertyException: No such property: ${name} for class: groovy.lang.Binding`,
  );
}

async function evaluateMember(
  expression: Extract<Expression, { kind: 'property' | 'index' | 'method' }>,
  scope: Scope,
): Promise<Value> {
  const { target } = expression;
  const name =
    expression.kind === 'index'
      ? await evaluate(expression.index, scope)
      : expression.name;
  const whole = target.kind === 'name' ? target.name : '';
  if (expression.kind !== 'method' && (whole === 'env' || whole === 'params'))
    return scope.member(whole, asText(name));
  const value = await evaluate(target, scope);
  if (value === null && expression.kind !== 'index' && expression.safe)
    return null;
  if (expression.kind === 'method')
    return callMethod(
      value,
      expression.name,
      await evaluateAll(expression.arguments, scope),
    );
  return memberOf(value, name);
}

function memberOf(value: Value, name: Value): Value {
  if (value instanceof Map) return value.get(asText(name)) ?? null;
  if (typeof name === 'number') {
    if (isList(value)) return value.at(name) ?? null;
    if (typeof value === 'string') return value.at(name) ?? null;
  }
  throw new StepFailure(
    `No such property: ${asText(name)} of ${asText(value)}`,
  );
}

async function evaluateBinary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  scope: Scope,
): Promise<Value> {
  const first = await evaluate(left, scope);
  if (operator === '&&')
    return isTrue(first) && isTrue(await evaluate(right, scope));
  if (operator === '||')
    return isTrue(first) || isTrue(await evaluate(right, scope));
  return calculate(operator, first, await evaluate(right, scope));
}

function calculate(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
      return areEqual(left, right);
    case '!=':
      return !areEqual(left, right);
    case '==~':
      return matches(asText(left), asText(right));
    case '=~':
      return new RegExp(asText(right)).test(asText(left));
    case 'in':
      return isList(right) && right.some(each => areEqual(left, each));
    case '+':
      return add(left, right);
    default:
  }
  if (typeof left === 'number' && typeof right === 'number')
    return arithmetic(operator, left, right);
  if (typeof left === 'string' && typeof right === 'string')
    return compare(operator, left, right);
  throw new StepFailure(
    `Cannot apply "${operator}" to ${asText(left)} and ${asText(right)}`,
  );
}

function add(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number')
    return left + right;
  if (isList(left)) return [...left, ...(isList(right) ? right : [right])];
  if (left instanceof Map && right instanceof Map)
    return new Map([...left, ...right]);
  return `${asText(left)}${asText(right)}`;
}

function arithmetic(operator: string, left: number, right: number): Value {
  switch (operator) {
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return compare(operator, left, right);
  }
}

function compare<T extends string | number>(
  operator: string,
  left: T,
  right: T,
): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      throw new StepFailure(`Cannot apply "${operator}" to texts`);
  }
}
