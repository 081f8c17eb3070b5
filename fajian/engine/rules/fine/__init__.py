"""FIN: how much is fined, how it is paid and where the money goes."""
