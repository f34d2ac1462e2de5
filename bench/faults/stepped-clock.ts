// Preloaded into a server under test: each SIGUSR2 sets its clock to the next of CLOCK_STEPS, in milliseconds off.
const steps = (process.env.CLOCK_STEPS ?? '').split(',').map(Number);
const now = Date.now.bind(Date);
let offset = 0;

Date.now = () => now() + offset;
process.on('SIGUSR2', () => {
  offset = steps.shift() ?? 0;
});
