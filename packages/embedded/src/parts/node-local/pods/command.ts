import type { ImageConfig } from '../images/source.ts';
import { ConfigError } from './config-error.ts';
import { expandVariables } from './expand.ts';
import type { Container } from './pod.ts';

/**
 * Program and arguments by the rule of Kubernetes: `command` replaces the image's
 * entry point and its arguments, `args` replaces only the arguments.
 *
 * @throws ConfigError when neither the image nor the pod names a program
 */
export function commandOf(
  container: Container,
  image: ImageConfig,
  environment: Readonly<Record<string, string>>,
): string[] {
  const expand = (list: readonly string[]) =>
    list.map(text => expandVariables(text, environment));
  const own = container.command?.length ? container.command : undefined;
  const entry = own ? expand(own) : [...(image.Entrypoint ?? [])];
  const fallback = own ? [] : image.Cmd ?? [];
  const args = container.args?.length ? expand(container.args) : fallback;
  const command = [...entry, ...args];
  if (command.length === 0) {
    throw new ConfigError(
      `Image "${container.image}" names no program, and container "${container.name}" has no command.`,
      'CreateContainerError',
    );
  }
  return command;
}
