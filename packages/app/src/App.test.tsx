import { render, screen } from '@testing-library/react';
import App from './App';

/** Gives the app its configuration as the portal's page does. */
function configure(data: object) {
  const script = document.createElement('script');
  script.type = 'backstage.io/config';
  script.textContent = JSON.stringify([{ context: 'test', data }]);
  document.head.append(script);
  return script;
}

it('starts, and says so when the portal cannot sign anybody in', async () => {
  const script = configure({
    app: { title: 'Pilothouse', baseUrl: 'http://localhost' },
    backend: { baseUrl: 'http://localhost' },
    auth: { environment: 'production' },
  });
  jest.spyOn(global, 'fetch').mockRejectedValue(new TypeError('down'));
  try {
    render(App.createRoot());
    expect(
      await screen.findByRole(
        'heading',
        { name: 'The portal does not answer' },
        { timeout: 30_000 },
      ),
    ).toBeInTheDocument();
  } finally {
    script.remove();
    jest.restoreAllMocks();
  }
}, 20_000);
