// Notes each sound that the page makes, to see which of them is really playing.
() => {
  window.sounds = [];
  const Plain = window.Audio;
  window.Audio = function (...given) {
    const sound = new Plain(...given);
    window.sounds.push(sound);
    return sound;
  };
};
