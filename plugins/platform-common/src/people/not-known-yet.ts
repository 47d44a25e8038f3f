/**
 * Name of the error by which the portal says that it does not know yet which groups a
 * person is in, which is not to say that they are in none.
 */
export const notKnownYet = 'NotKnownYetError';
