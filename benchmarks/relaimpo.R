# Seconds per resample of R's relaimpo, then its LMG of the data; run by drivers.py.
# Usage: Rscript relaimpo.R FOLDER answers.csv RESAMPLES (the outcome is the first column)
arguments <- commandArgs(trailingOnly = TRUE)
for (needed in c("methods", "MASS", "boot", "survey", "mitools", "corpcor")) {
  suppressPackageStartupMessages(library(needed, character.only = TRUE))
}
for (file in list.files(file.path(arguments[1], "R"), pattern = "[.]R$", full.names = TRUE)) source(file)
answers <- read.csv(arguments[2])
resamples <- as.integer(arguments[3])
taken <- system.time(for (time in seq_len(resamples)) {
  rows <- sample(nrow(answers), replace = TRUE)
  calc.relimp.default(answers[rows, ], type = "lmg", rank = FALSE)
})[["elapsed"]]
found <- calc.relimp.default(answers, type = "lmg", rank = FALSE)
cat(format(c(taken / resamples, found@lmg), digits = 15), "\n")
