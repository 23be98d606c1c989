import fc from 'fast-check';

// Laws run the same cases for everybody, so that a change is judged by what it changed. `FC_SEED=random` (or a number)
// looks further; what that finds becomes a row of its own.
const asked = process.env.FC_SEED;
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked ?? 20_261_121) });
