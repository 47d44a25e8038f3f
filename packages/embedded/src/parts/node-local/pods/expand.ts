/**
 * Replaces `$(NAME)` as Kubernetes does: a name that is not known stays as it stands, and
 * `$$` is one dollar sign, so that `$$(NAME)` is the text `$(NAME)`.
 */
export function expandVariables(
  text: string,
  variables: Readonly<Record<string, string>>,
): string {
  return text.replace(
    /\$(\$|\(([^)]*)\))/g,
    (whole: string, after: string, name: string | undefined) => {
      if (after === '$') {
        return '$';
      }
      return variables[name ?? ''] ?? whole;
    },
  );
}
