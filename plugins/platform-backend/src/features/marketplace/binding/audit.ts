import type { BindingOrder } from '@pilothouse/plugin-platform-common';

/** What is recorded: which keys, and to which variables; none of their values is known. */
export function auditOf({ request }: Pick<BindingOrder, 'request'>) {
  const { kind: action, secret, target } = request;
  return {
    action,
    ref: target,
    secret,
    ...(request.kind === 'bind' && {
      instance: `${request.instance.item}/${request.instance.name}`,
      form: request.form.kind,
      variables:
        request.form.kind === 'env'
          ? request.form.variables.map(({ name, key }) => `${name}=${key}`)
          : [],
    }),
  };
}
