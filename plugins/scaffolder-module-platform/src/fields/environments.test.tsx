import { fetchApiRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { CreationChoices } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EnvironmentsField } from './environments';

const owner = 'group:default/shop';

const choices = (
  environments: string[],
  silentClusters: string[] = [],
): CreationChoices => ({
  owners: [{ ref: owner, title: 'shop', applications: [], environments }],
  silentClusters,
});

/** The field with prod chosen, while the scaffolder answers one after the other. */
function open(language: 'en' | 'zh', answers: CreationChoices[]) {
  const onChange = jest.fn();
  const fetch = async () => Response.json(answers.shift());
  const props = {
    formData: ['prod'],
    idSchema: { $id: 'environments' },
    onChange,
    registry: { formContext: { formData: { owner } } },
    schema: { title: 'Environments', items: { enum: ['dev', 'prod'] } },
  } as unknown as FieldExtensionComponentProps<string[]>;
  renderIn(language, <EnvironmentsField {...props} />, {
    apis: [[fetchApiRef, { fetch }]],
  });
  return onChange;
}

it('takes another where the team has not what was chosen', async () => {
  const onChange = open('en', [choices(['dev'])]);

  await waitFor(() => expect(onChange).toHaveBeenCalledWith(['dev']));
});

it.each([
  ['en', /do not answer.*east/, 'Look again'],
  ['zh', /没有响应.*east/, '重新查询'],
] as const)(
  'keeps what was chosen while clusters are silent, in %s',
  async (language, silent, again) => {
    const onChange = open(language, [
      choices([], ['east']),
      choices(['dev', 'prod']),
    ]);

    expect(await screen.findByText(silent)).toBeInTheDocument();
    expect(screen.getByRole('checkbox', { name: 'prod' })).toBeChecked();
    await userEvent.click(screen.getByRole('button', { name: again }));

    expect(
      await screen.findByRole('checkbox', { name: 'dev' }),
    ).not.toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'prod' })).toBeChecked();
    expect(screen.queryByText(silent)).not.toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  },
);
