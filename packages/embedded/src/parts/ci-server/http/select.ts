import { Bean, BeanList, BeanMap, type Json, type Value } from './bean.ts';
import { parseTree, type Range, type Tree } from './tree.ts';

/** Decides which properties of an object are shown, and how those below it are. */
interface Selection {
  of(bean: Bean, property: string): Chosen | undefined;
}

interface Chosen {
  readonly below: Selection;
  readonly range?: Range;
}

/**
 * Makes the answer to a request for an object.
 *
 * @param parameters - `tree` names what is wanted; without it `depth` says how deep to go
 * @throws BadRequest when either cannot be read
 */
export function select(bean: Bean, parameters: URLSearchParams): Json {
  const tree = parameters.get('tree');
  const depth = Number.parseInt(parameters.get('depth') ?? '0', 10) || 0;
  return toJson(bean, tree ? byTree(parseTree(tree)) : byDepth(1 - depth));
}

function byTree(tree: Tree): Selection {
  return {
    of(_bean, property) {
      const asked = tree.properties.get(property) ?? tree.properties.get('*');
      return asked && { below: byTree(asked.tree), range: asked.range };
    },
  };
}

function byDepth(level: number): Selection {
  return {
    of(bean, property) {
      if (bean.visibilityOf(property) < level) return undefined;
      return { below: byDepth(level + 1) };
    },
  };
}

function toJson(value: Value, selection: Selection, range?: Range): Json {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return value;
  if (value instanceof Bean) return beanToJson(value, selection);
  if (value instanceof BeanMap) {
    return Object.fromEntries(
      Object.entries(value.entries).map(([name, each]) => [
        name,
        toJson(each, selection),
      ]),
    );
  }
  const isWhole = !range && !(value instanceof BeanList);
  const wanted = isWhole ? value : value.slice(range?.from, range?.to);
  return wanted.map(each => toJson(each, selection));
}

function beanToJson(bean: Bean, selection: Selection): Json {
  const json: Record<string, Json> = { _class: bean.className };
  for (const [name, property] of Object.entries(bean.properties)) {
    const chosen = selection.of(bean, name);
    if (!chosen) continue;
    json[name] = toJson(property(), chosen.below, chosen.range);
  }
  return json;
}
