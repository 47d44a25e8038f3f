import type {
  CustomObject,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { backupsOf } from './backups';
import { demandOf, quantityPaths } from './demand';
import { companionOf, labelsFor } from './companions';
import { contentsOf } from './contents';
import { grantsOf } from './grants';
import { filled, at } from './paths';
import { namedPaths } from './named-paths';
import type { DefinitionFile } from './read';
import type { VolumeRule } from './schema';
import { stateOf } from './state';

/** What a definition tells, as an item of the marketplace. */
export function itemOf(file: DefinitionFile): MiddlewareItem {
  const { definition, whereIs } = file;
  const { labels, endpoints, credentials, demand, status, ...others } =
    definition;
  const { backups, companions, contents, grants, open, ...rest } = others;
  const { removesVolumes, ...told } = rest;
  const quantities = new Set(quantityPaths(demand).map(path => path.join('.')));
  return {
    ...told,
    fields: told.fields.map((field, i) => ({
      ...field,
      ...(quantities.has(field.path.join('.')) && { quantity: true }),
      source: whereIs(['fields', i, 'path']),
    })),
    stateOf: object => stateOf(object, status),
    endpointsOf: object =>
      endpoints.flatMap(({ title, port, ...to }) => {
        if ('service' in to) {
          const service = filled(to.service, object);
          return service ? { title, to: { service, port } } : [];
        }
        const host = filled(to.host, object);
        return host ? { title, to: { host, port } } : [];
      }),
    credentialsOf: object =>
      credentials.flatMap(({ secret: named, where, ...known }) => {
        if (where && at(object, where) === undefined) return [];
        const secret = filled(named, object);
        return secret ? { ...known, secret } : [];
      }),
    labelsOf: name => labelsFor(name, labels),
    ...(companions.length > 0 && { companions: companions.map(companionOf) }),
    ...(grants && { grants: grantsOf(grants) }),
    ...(contents && { contents: contentsOf(contents) }),
    ...(open && {
      openOf: object =>
        at(object, open.unless) === undefined ? open.words : undefined,
    }),
    demandOf: spec => demandOf(spec, demand),
    ...(removesVolumes && {
      removesVolumesOf: object => volumesGoWith(object, removesVolumes),
      removesSecretOf: (object, secret) =>
        volumesGoWith(object, removesVolumes) &&
        removesVolumes.secrets.some(name =>
          isNamed(secret, filled(name, object)),
        ),
    }),
    paths: namedPaths(definition).map(({ path, at: where }) => ({
      path,
      line: file.lineOf(where),
      field: where.map(String).join('.'),
      source: whereIs(where),
    })),
    ...(backups && { backups: backupsOf(backups) }),
  };
}

function volumesGoWith(object: CustomObject, rule: VolumeRule): boolean {
  return 'finalizer' in rule
    ? object.metadata?.finalizers?.includes(rule.finalizer) ?? false
    : at(object, rule.unless) !== true;
}

function isNamed(name: string, wanted: string | undefined): boolean {
  return wanted?.endsWith('*')
    ? name.startsWith(wanted.slice(0, -1))
    : name === wanted;
}
