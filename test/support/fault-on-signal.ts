// Loaded before the program: on SIGUSR2 something fails that nobody waits for, several hundred times in several ways.
process.on('SIGUSR2', () => {
  for (let at = 0; at < 300; at += 1) {
    setTimeout(() => {
      throw new Error(`thrown in vain ${at}`);
    }, 1);
    Promise.reject(new Error(`rejected in vain ${at}`));
  }
  process.stderr.emit('error', new Error('a stream that broke'));
});
